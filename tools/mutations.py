"""The small changes that tests should notice: one operator, one number, one result of a function.

Only what stands inside functions is changed: these are the rules. What a module computes once, when it is
imported, stays.
"""

import ast
import inspect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import cast

OTHER_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
OTHER_OPERATORS: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.Div(),
    ast.Div: ast.Mult(),
}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[str, int]  # qualified name and first line of a function, as its code object has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One change of one node. `function`: the qualified name of the outermost function that holds it."""

    file: str
    function: str
    line: int
    before: str
    after: str
    path: tuple[int, int, int]  # the function, the node in it, the change of it

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.before} -> {self.after}"


def mutations(source: str, file: str) -> Iterator[Mutation]:
    """Give every mutation of a module, function by function."""
    for number, (function, name) in enumerate(_functions(ast.parse(source), "")):
        for place, node in enumerate(_rules(function)):
            for index, changed in enumerate(_changes(node)):
                yield Mutation(
                    file=file,
                    function=name,
                    line=cast(ast.expr, node).lineno,
                    before=_shown(node),
                    after=_shown(changed),
                    path=(number, place, index),
                )


def compiled(source: str, mutation: Mutation) -> CodeType:
    """Return the code of the module with this change."""
    module = ast.parse(source)
    number, place, index = mutation.path
    function, _name = list(_functions(module, ""))[number]
    node = list(_rules(function))[place]
    _replace(function, node, ast.copy_location(_changes(node)[index], node))
    return compile(ast.fix_missing_locations(module), mutation.file, "exec", dont_inherit=True)


def code_of(module: CodeType) -> dict[Place, CodeType]:
    """Return the code of the functions of a module and its classes, not of those inside functions."""
    found: dict[Place, CodeType] = {}
    for part in module.co_consts:
        if not isinstance(part, CodeType):
            continue
        if part.co_flags & inspect.CO_NEWLOCALS:
            found[part.co_qualname, part.co_firstlineno] = part
        else:  # the body of a class
            found |= code_of(part)
    return found


def _functions(node: ast.AST, above: str) -> Iterator[tuple[Function, str]]:
    """Give the outermost functions with their qualified names."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            yield child, above + child.name
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{above}{child.name}.")


def _rules(function: Function) -> Iterator[ast.AST]:
    """Give the nodes of the statements; annotations, the sentences of errors and zip's `strict` apart."""
    for statement in function.body:
        yield from _inside(statement)


def _inside(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "format_spec"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _inside(child)


def _changes(node: ast.AST) -> Sequence[ast.AST]:
    match node:
        case ast.Compare():
            return _comparisons(node)
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            return [ast.BoolOp(op=other, values=node.values)]
        case ast.UnaryOp(op=ast.Not()):
            return [node.operand]
        case ast.BinOp():
            operator = OTHER_OPERATORS.get(type(node.op))
            return [ast.BinOp(left=node.left, op=operator, right=node.right)] if operator else []
        case ast.Constant():
            return _constants(node.value)
    return _returns(node)


def _constants(value: object) -> list[ast.AST]:
    if isinstance(value, bool):
        return [ast.Constant(value=not value)]
    return [ast.Constant(value=value + by) for by in (1, -1)] if isinstance(value, int) else []


def _returns(node: ast.AST) -> list[ast.AST]:
    if not isinstance(node, ast.Return) or node.value is None or _is_untrue(node.value):
        return []
    return [ast.Return(value=ast.Constant(value=None))]


def _comparisons(node: ast.Compare) -> list[ast.AST]:
    found: list[ast.AST] = []
    for place, operator in enumerate(node.ops):
        for other in OTHER_COMPARISONS[type(operator)]:
            operators = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            found.append(ast.Compare(left=node.left, ops=operators, comparators=node.comparators))
    return found


def _is_untrue(node: ast.expr) -> bool:
    """Return whether it is None, or False, which nobody tells from None."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def _shown(node: ast.AST) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 90 else f"{text[:87]}..."


def _replace(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list) and any(child is old for child in value):
                setattr(parent, name, [new if child is old else child for child in value])

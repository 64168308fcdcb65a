"""`dev.py sbom`: what an installation consists of, as CycloneDX, from the lock."""

import subprocess

from tools.environment import ROOT, say, tool

FILE = ROOT / "var" / "shujie.cdx.json"


def run() -> int:
    """Write the packages of `requirements/run.txt` with versions and hashes."""
    program = tool("sbom", "cyclonedx-bom>=7.3") / "cyclonedx-py"
    options = ["--pyproject", "pyproject.toml", "--output-reproducible", "--of", "JSON", "-o", str(FILE)]
    command = [str(program), "requirements", "requirements/run.txt", *options]
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if not code:
        say(str(FILE.relative_to(ROOT)))
    return code

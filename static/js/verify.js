// Checks the seal of a report on the device that has it, without a network: the signature in a PDF (CMS, PAdES)
// with the certificate that lies in it. Used by the page /check/file/ and, put into it, by docs/verify/.
// What it does not do is said beside its results: no chain of certificates, no revocation, no time stamps.
(() => {
  "use strict";

  // --- Reading DER -----------------------------------------------------------------------------

  const SEQUENCE = 0x30, SET = 0x31, INTEGER = 0x02, OCTETS = 0x04, OID = 0x06, FIRST = 0xa0;

  class Odd extends Error {} // what no seal has

  const node = (bytes, at) => {
    if (at + 2 > bytes.length) throw new Odd("end");
    let from = at + 2, size = bytes[at + 1];
    if (size & 0x80) {
      const count = size & 0x7f;
      if (!count || count > 4 || from + count > bytes.length) throw new Odd("length");
      size = 0;
      for (let place = 0; place < count; place += 1) size = size * 256 + bytes[from + place];
      from += count;
    }
    if (from + size > bytes.length) throw new Odd("length");
    return { tag: bytes[at], whole: bytes.subarray(at, from + size), inner: bytes.subarray(from, from + size) };
  };

  const inside = (parent) => {
    const found = [];
    for (let at = 0; at < parent.inner.length; ) {
      const child = node(parent.inner, at);
      found.push(child);
      at += child.whole.length;
    }
    return found;
  };

  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const same = (one, other) => hex(one) === hex(other);
  const need = (value) => {
    if (!value) throw new Odd("part");
    return value;
  };

  // --- Certificates ----------------------------------------------------------------------------

  const COMMON_NAME = "550403";
  const ENCODINGS = { 0x1e: "utf-16be" };

  const nameOf = (name) => {
    const parts = inside(name).flatMap(inside).map(inside);
    const [, value] = parts.find(([kind]) => hex(kind.inner) === COMMON_NAME) ?? parts.at(-1) ?? [];
    return value ? new TextDecoder(ENCODINGS[value.tag] ?? "utf-8").decode(value.inner) : "";
  };

  const dayOf = (time) => {
    const text = new TextDecoder().decode(time.inner);
    const long = time.tag === 0x17 ? (text < "5" ? "20" : "19") + text : text;
    return `${long.slice(0, 4)}-${long.slice(4, 6)}-${long.slice(6, 8)}`;
  };

  const readCertificate = async (whole) => {
    const parts = inside(inside(node(whole, 0))[0]);
    const [serial, , issuer, validity, subject, key] = parts[0].tag === FIRST ? parts.slice(1) : parts;
    const [begin, end] = inside(validity);
    return {
      serial, issuer, key: key.whole, whole,
      name: nameOf(subject),
      by: nameOf(issuer),
      own: same(issuer.whole, subject.whole), // nobody else vouches for it
      from: dayOf(begin),
      until: dayOf(end),
      fingerprint: hex(new Uint8Array(await crypto.subtle.digest("SHA-256", whole))),
    };
  };

  const CURVES = { "2a8648ce3d030107": ["P-256", 32], "2b81040022": ["P-384", 48] };
  const EC_KEY = "2a8648ce3d0201";

  // An elliptic signature is two numbers in DER; browsers want them side by side, filled with zeros.
  const plainSignature = (signature, size) => {
    const plain = new Uint8Array(2 * size);
    inside(node(signature, 0)).forEach(({ inner }, index) => {
      const number = inner[0] === 0 ? inner.subarray(1) : inner;
      if (number.length > size || index > 1) throw new Odd("number");
      plain.set(number, size * (index + 1) - number.length);
    });
    return plain;
  };

  // Return whether a signature over bytes was made with the key of a certificate; `plain`: numbers side by side.
  const verifies = async (certificate, hash, signature, content, { plain = false } = {}) => {
    const [kind, curve] = inside(inside(node(certificate.key, 0))[0]);
    const [name, size] = (curve && CURVES[hex(curve.inner)]) ?? [];
    const elliptic = hex(kind.inner) === EC_KEY;
    if (elliptic && !name) throw new Odd("curve");
    const how = elliptic ? { name: "ECDSA", namedCurve: name, hash } : { name: "RSASSA-PKCS1-v1_5", hash };
    const key = await crypto.subtle.importKey("spki", certificate.key, how, false, ["verify"]);
    const given = elliptic && !plain ? plainSignature(signature, size) : signature;
    return crypto.subtle.verify(how, key, given, content);
  };

  // --- The signature in a PDF ------------------------------------------------------------------

  const HASHES = { "608648016503040201": "SHA-256", "608648016503040202": "SHA-384", "608648016503040203": "SHA-512" };
  const DIGEST = "2a864886f70d010904", CERTIFICATE = "2a864886f70d010910022f", SIGNED_DATA = "2a864886f70d010702";
  const RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;

  // Return what is signed and the signature, or the outcome that says why there is none to be checked.
  const cut = (pdf) => {
    const text = new TextDecoder("latin1").decode(pdf);
    const ranges = [...text.matchAll(RANGE)].map((found) => found.slice(1).map(Number));
    if (!ranges.length) return { outcome: "unsigned" };
    if (ranges.length > 1) return { outcome: "appended" };
    const [first, length, second, rest] = ranges[0];
    if (first !== 0 || second <= length || second + rest > pdf.length) return { outcome: "changed" };
    if (second + rest < pdf.length) return { outcome: "appended" };
    const digits = text.slice(length, second);
    if (!/^<(?:[0-9A-Fa-f]{2})+>$/.test(digits)) return { outcome: "changed" };
    const packed = Uint8Array.from(digits.slice(1, -1).match(/../g), (two) => parseInt(two, 16));
    const content = new Uint8Array(length + rest);
    content.set(pdf.subarray(0, length));
    content.set(pdf.subarray(second), length);
    return { content, packed };
  };

  const attribute = (attributes, kind) =>
    inside(inside(need(attributes.find((one) => hex(inside(one)[0].inner) === kind)))[1])[0];

  const checkSignature = async ({ content, packed }) => {
    const cms = node(packed, 0);
    if (packed.subarray(cms.whole.length).some((byte) => byte !== 0)) return { outcome: "changed" };
    const [kind, wrapped] = inside(cms);
    if (kind.tag !== OID || hex(kind.inner) !== SIGNED_DATA) return { outcome: "unsigned" };
    const parts = inside(inside(wrapped)[0]);
    const certificates = inside(need(parts.find(({ tag }) => tag === FIRST)));
    const [, who, hashKind, attributes, , signature] = inside(inside(need(parts.at(-1)))[0]);
    if (attributes.tag !== FIRST || signature.tag !== OCTETS || who.tag !== SEQUENCE) throw new Odd("signer");
    const [issuer, serial] = inside(who);
    const known = await Promise.all(certificates.map(({ whole }) => readCertificate(whole)));
    const certificate = need(
      known.find((one) => same(one.serial.whole, serial.whole) && same(one.issuer.whole, issuer.whole)),
    );
    const hash = need(HASHES[hex(inside(hashKind)[0].inner)]);
    const digest = new Uint8Array(await crypto.subtle.digest(hash, content));
    const list = inside(attributes);
    const bound = inside(inside(inside(attribute(list, CERTIFICATE))[0])[0]).find(({ tag }) => tag === OCTETS);
    const signed = Uint8Array.from(attributes.whole);
    signed[0] = SET; // they are signed under this tag
    const whole =
      same(attribute(list, DIGEST).inner, digest) &&
      hex(need(bound).inner) === certificate.fingerprint &&
      (await verifies(certificate, hash, signature.inner, signed));
    return { outcome: whole ? "whole" : "changed", certificate };
  };

  const checkPdf = async (pdf) => {
    const found = cut(pdf);
    if (found.outcome) return found;
    try {
      return await checkSignature(found);
    } catch {
      return { outcome: "changed" }; // no seal of ours reads like this
    }
  };

  // --- A published certificate -----------------------------------------------------------------

  const unpack = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

  // Return the certificates of a file in PEM or DER form. Throws where it has none.
  const readPublished = (bytes) => {
    const text = new TextDecoder("latin1").decode(bytes);
    const parts = [...text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)];
    const packed = parts.map(([, inner]) => unpack(inner.replace(/\s/g, "")));
    return Promise.all((packed.length ? packed : [bytes]).map(readCertificate));
  };

  // --- A signed statement ----------------------------------------------------------------------

  const ALGORITHMS = { ES256: "SHA-256", ES384: "SHA-384", RS256: "SHA-256" };
  const STATEMENT = /([\w-]+)\.([\w-]+)\.([\w-]+)\s*$/; // also behind the # of an address

  const plain = (part) => unpack(part.replace(/-/g, "+").replace(/_/g, "/"));
  const read = (part) => JSON.parse(new TextDecoder().decode(plain(part)));

  // Return what a statement says and whether it is whole; "unknown" without the certificate that it names.
  const checkStatement = async (text) => {
    const [, header, payload, signature] = need(STATEMENT.exec(text));
    const { alg, "x5t#S256": named } = read(header);
    const certificate = known.get(hex(plain(named)));
    if (!certificate?.key) return { outcome: "unknown" };
    const signed = new TextEncoder().encode(`${header}.${payload}`);
    const whole = await verifies(certificate, need(ALGORITHMS[alg]), plain(signature), signed, { plain: true });
    return whole ? { outcome: "stated", certificate, statement: read(payload) } : { outcome: "altered" };
  };

  // --- What people see -------------------------------------------------------------------------

  const roots = document.querySelectorAll("[data-verify]");
  if (!roots.length || !window.crypto?.subtle) return;

  const known = new Map(); // fingerprints, with the certificate where it is at hand
  for (const { dataset } of document.querySelectorAll("[data-known]")) known.set(dataset.known, null);
  let latest = 0; // of two files that are chosen fast, the last one counts
  let last = null;

  const only = (root, name, value) => {
    for (const one of root.querySelectorAll(`[data-${name}]`)) one.hidden = one.dataset[name] !== value;
  };

  const match = (certificate) => {
    if (!known.size) return "unasked";
    return known.has(certificate.fingerprint) ? "known" : "other";
  };

  const show = ({ outcome, certificate, statement }) => {
    for (const root of roots) {
      only(root, "outcome", outcome);
      for (const field of root.querySelectorAll("[data-claim]")) {
        field.textContent = statement?.[field.dataset.claim] ?? "—";
      }
      only(root, "rated", statement?.rated_by);
      only(root, "verified", String(statement?.verified));
      only(root, "demo", String(statement?.demo));
      root.querySelector("[data-certificate]").hidden = !certificate;
      if (!certificate) continue;
      only(root, "match", match(certificate));
      only(root, "kind", certificate.own ? "own" : "issued");
      for (const field of root.querySelectorAll("[data-field]")) {
        field.textContent = certificate[field.dataset.field];
      }
    }
  };

  const isPdf = (bytes) => new TextDecoder("latin1").decode(bytes.subarray(0, 5)) === "%PDF-";

  const take = async (bytes) => {
    if (isPdf(bytes)) return checkPdf(bytes);
    for (const one of await readPublished(bytes)) known.set(one.fingerprint, one);
    return last ?? { outcome: "certificate" };
  };

  // Read the certificates that the page itself publishes.
  const readOwn = async () => {
    for (const { dataset } of document.querySelectorAll("[data-pem]")) {
      for (const one of await readPublished(new TextEncoder().encode(dataset.pem))) known.set(one.fingerprint, one);
    }
  };

  const checkText = async (text) => {
    try {
      await readOwn();
      return await checkStatement(text);
    } catch {
      return { outcome: "altered" };
    }
  };

  const check = async (file) => {
    const mine = ++latest;
    show({ outcome: "busy" });
    let found = { outcome: "unread" };
    try {
      found = await take(new Uint8Array(await file.arrayBuffer()));
      if (!["certificate", "unread"].includes(found.outcome)) last = found;
    } catch {
      // a folder, a file that is gone, or neither a PDF nor a certificate
    }
    if (mine === latest) show(found);
  };

  for (const root of roots) {
    root.querySelector("[data-chooser]").hidden = false;
    const field = root.querySelector("input[type=file]");
    field.addEventListener("change", async () => {
      for (const file of field.files) await check(file);
      field.value = ""; // the same file may be chosen again
    });
  }
  for (const root of roots) {
    root.querySelector("[data-statement]").addEventListener("submit", async (event) => {
      event.preventDefault();
      show(await checkText(root.querySelector("textarea").value));
    });
  }
  for (const hint of document.querySelectorAll("[data-without]")) hint.hidden = true;
  // Beside the target, too: a browser would open the file in place of the page.
  for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
  document.addEventListener("drop", async (event) => {
    for (const file of event.dataTransfer.files) await check(file);
  });
})();

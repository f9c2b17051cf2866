# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates that are good, expired, for another host, or of an authority that nobody knows."""

import pathlib
import ssl
import subprocess

# What the server does, and how it is reached. The first word is the certificate.
KINDS = {
    "none": None,
    "starttls": ("good", False),
    "implicit": ("good", True),
    "expired": ("expired", False),
    "expired-implicit": ("expired", True),
    "other-host": ("other-host", False),
    "unknown": ("unknown", False),
    "old": ("old", False),
    "old-implicit": ("old", True),
    "stripped": (None, False),
    "no-handshake": (None, True),
}

# OpenSSL's own configuration, by which the system would let TLS 1.0 pass (OPENSSL_CONF).
LENIENT = """\
openssl_conf = all
[all]
ssl_conf = ssl
[ssl]
system_default = lenient
[lenient]
MinProtocol = TLSv1
CipherString = DEFAULT:@SECLEVEL=0
"""


class Authority:
    """A folder of keys and certificates, made once."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        for name in ("ca", "stranger"):
            self.openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj",
                         f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.pem")
        self.openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost",
                     "-keyout", "server.key", "-out", "server.csr")
        self.issue("good")
        self.issue("expired", days="-1")
        self.issue("other-host", host="mx.other.example")
        self.issue("unknown", authority="stranger")
        self.issue("old")
        (self.folder / "openssl.cnf").write_text(LENIENT, encoding="ascii")

    def openssl(self, *words):
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)

    def issue(self, name, host="localhost", days="30", authority="ca"):
        (self.folder / "names").write_text(f"subjectAltName=DNS:{host}\n", encoding="utf-8")
        self.openssl("x509", "-req", "-in", "server.csr", "-days", days, "-CAcreateserial",
                     "-CA", f"{authority}.pem", "-CAkey", f"{authority}.key",
                     "-extfile", "names", "-out", f"{name}.pem")

    def context(self, name):
        if not name:
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / f"{name}.pem", self.folder / "server.key")
        if name == "old":
            context.minimum_version = ssl.TLSVersion.TLSv1
            context.maximum_version = ssl.TLSVersion.TLSv1_1
            context.set_ciphers("DEFAULT:@SECLEVEL=0")
        return context

    def server(self, kind):
        """The arguments of a Server: context and implicit; and how it is when it behaves."""
        if not KINDS[kind]:
            return None, False
        return self.context(KINDS[kind][0]), KINDS[kind][1] and KINDS[kind][0] is not None

    def good(self, kind):
        return (self.context("good"), KINDS[kind][1]) if KINDS[kind] else (None, False)

    def client(self, kind, protocol):
        """What the configuration says of this protocol."""
        secure = KINDS[kind]
        return {
            f"{protocol}_scheme": protocol + ("s" if secure and secure[1] else ""),
            f"{protocol}_tls": f'tls = "required"; ca_file = "{self.folder}/ca.pem";'
                               if secure else 'tls = "none";',
        }

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""
A token endpoint on loopback for tests, with what Microsoft's would say.

usage: oauth-server.py FOLDER HTTPS_PORT HTTP_PORT SMTP_PORT CERTIFICATE KEY

HTTPS: POST /TENANT/oauth2/v2.0/token, for the tenant "kommun", the client
"klient" with the secret in FOLDER/secret or an assertion signed by the key of
FOLDER/client.crt. HTTP: POST /introspect for Dovecot (RFC 7662). SMTP: refuses
every login as Exchange Online does where SMTP AUTH is off.

Files in FOLDER steer it and are read at each request: `lifetime` (seconds),
`refuse` (a code that each request for a token is refused with), `closed` (no
mailbox takes a token). It writes `tokens`, those that are valid, one a line with
a colon, which Exim looks up; and `requests`, a line for each thing asked.
"""
import base64
import hashlib
import http.server
import json
import os
import re
import socketserver
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

folder, https_port, http_port, smtp_port, certificate, key = sys.argv[1:]
lock = threading.Lock()
SIGNED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def path(name):
    return os.path.join(folder, name)


def content(name, default=""):
    try:
        with open(path(name), encoding="utf-8") as file:
            return file.read().strip()
    except FileNotFoundError:
        return default


def note(line):
    with lock, open(path("requests"), "a", encoding="utf-8") as file:
        print(line, file=file)


def decode(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def is_signed(assertion):
    """Checks a client assertion as RFC 7523 section 3 asks."""
    head, claims, signature = assertion.split(".")
    with open(path("signature"), "wb") as file:
        file.write(decode(signature))
    with open(path("client.pub"), "wb") as file:
        file.write(subprocess.run(["openssl", "x509", "-in", path("client.crt"), "-noout", "-pubkey"],
                                  check=True, capture_output=True).stdout)
    verified = subprocess.run(
        ["openssl", "dgst", "-sha256", "-verify", path("client.pub"), "-signature", path("signature")],
        input=f"{head}.{claims}".encode(), capture_output=True, check=False)
    der = ssl.PEM_cert_to_DER_cert(content("client.crt"))
    thumbprint = base64.urlsafe_b64encode(hashlib.sha256(der).digest()).rstrip(b"=").decode()
    head, claims = json.loads(decode(head)), json.loads(decode(claims))
    return (verified.returncode == 0 and head["alg"] == "RS256" and head["x5t#S256"] == thumbprint
            and claims["iss"] == claims["sub"] == "klient"
            and claims["aud"] == f"https://localhost:{https_port}/kommun/oauth2/v2.0/token"
            and claims["nbf"] <= time.time() < claims["exp"])


def refusal_of(tenant, form):
    if content("refuse"):
        return content("refuse")
    if tenant != "kommun":
        return "AADSTS90002"
    if form.get("client_id") != "klient":
        return "AADSTS700016"
    if form.get("client_assertion_type") == SIGNED:
        return None if is_signed(form["client_assertion"]) else "AADSTS700027"
    return None if form.get("client_secret") == content("secret") else "AADSTS7000215"


def new_token():
    with lock:
        number = int(content("count", "0")) + 1
        with open(path("count"), "w", encoding="utf-8") as file:
            file.write(str(number))
        token = f"HUSHtoken{number}." + os.urandom(600).hex()
        with open(path("tokens"), "a", encoding="utf-8") as file:
            file.write(f"{token}: yes\n")
    return number, token


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = dict(urllib.parse.parse_qsl(body))
        if self.path.startswith("/introspect"):
            self.introspect(form.get("token", ""))
        else:
            self.give_token(self.path.split("/")[1], form)

    def introspect(self, token):
        valid = f"{token}:" in content("tokens") and not os.path.exists(path("closed"))
        note(f"introspect {token.split('.')[0]} {valid}")
        self.answer(200, {"active": valid, "username": "lexsarah"})

    def give_token(self, tenant, form):
        code = refusal_of(tenant, form)
        if code:
            note(f"refused {code}")
            return self.answer(401, {
                "error": "invalid_client",
                "error_description": f"{code}: No, not with {form.get('client_secret')}. "
                                     f"Trace ID: {os.urandom(8).hex()}"})
        number, token = new_token()
        note(f"token {number} {'signed' if 'client_assertion' in form else 'secret'}")
        return self.answer(200, {"token_type": "Bearer", "access_token": token,
                                 "expires_in": int(content("lifetime", "3600"))})


class Smtp(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 smtp.office.example")
        for raw in self.rfile:
            line = raw.decode("latin-1").strip()
            if re.match("(?i)ehlo", line):
                self.say("250-smtp.office.example\r\n250-AUTH LOGIN XOAUTH2\r\n250 SMTPUTF8")
            elif re.match("(?i)auth xoauth2$", line):
                self.say("334 ")
            elif re.match("(?i)quit", line):
                return self.say("221 bye")
            else:
                note("smtp refused")
                self.say("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is "
                         "disabled for the Tenant. [GV2P250CA0012.EXAMPLE]")


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    secure = http.server.ThreadingHTTPServer(("127.0.0.1", int(https_port)), Handler)
    secure.socket = context.wrap_socket(secure.socket, server_side=True)
    socketserver.ThreadingTCPServer.daemon_threads = True
    servers = [secure, http.server.ThreadingHTTPServer(("127.0.0.1", int(http_port)), Handler),
               socketserver.ThreadingTCPServer(("127.0.0.1", int(smtp_port)), Smtp)]
    for server in servers[1:]:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    servers[0].serve_forever()


main()

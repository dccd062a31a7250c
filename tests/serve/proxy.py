#!/usr/bin/python3
"""Starts the site file of scripts/deploy with nginx before a guarded server, on loopback and other ports, and walks through it.

proxy.py PROGRAM SOURCES WORK. Ends with 77 where nginx or openssl is not installed, which counts as skipped.
"""
import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time

PROGRAM, SOURCES, WORK = sys.argv[1:4]
NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
PASSWORD = "a long enough word"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def check(what, holds):
    print(("ok      " if holds else "FAILED  ") + what)
    if not holds:
        raise SystemExit(1)


def prepared():
    """A demo's book, a user, a certificate."""
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    subprocess.run([PROGRAM, "demo", WORK + "/d"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([PROGRAM, "run", WORK + "/d/PROJECT.toml", "--quiet"], check=True)
    subprocess.run([PROGRAM, "user", WORK + "/users", "reader", "--role", "viewer"], check=True,
                   input=PASSWORD + "\n", text=True, stderr=subprocess.DEVNULL)
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", WORK + "/tls.key", "-out", WORK + "/tls.crt"],
                   check=True, stderr=subprocess.DEVNULL)


def site(backend, plain, secure):
    """The shipped file with nothing but its ports, name and paths changed."""
    text = open(SOURCES + "/scripts/deploy/mutu-site.conf", encoding="utf-8").read()
    for old, new in (("127.0.0.1:8600", f"127.0.0.1:{backend}"), ("listen 80;", f"listen 127.0.0.1:{plain};"),
                     ("listen 443 ssl", f"listen 127.0.0.1:{secure} ssl"), ("mutu.example", "localhost"),
                     ("/etc/mutu/tls", WORK + "/tls")):
        check(f"the site file has {old}", old in text)
        text = text.replace(old, new)
    temporary = "".join(f"{kind}_temp_path {WORK}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(WORK + "/nginx.conf", "w", encoding="utf-8") as out:
        out.write(f"pid {WORK}/nginx.pid;\nerror_log {WORK}/error.log;\ndaemon off;\nevents {{}}\n"
                  f"http {{\naccess_log off;\n{temporary}{text}}}\n")
    return WORK + "/nginx.conf"


class Client:
    def __init__(self, port):
        self.port = port
        self.context = ssl.create_default_context(cafile=WORK + "/tls.crt")

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPSConnection("localhost", self.port, context=self.context, timeout=30)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        reply = connection.getresponse()
        return reply.status, reply.headers, reply.read()


def answering(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False


def walk(plain, secure):
    client, here = Client(secure), f"https://localhost:{secure}"
    connection = http.client.HTTPConnection("127.0.0.1", plain, timeout=30)
    connection.request("GET", "/", headers={"Host": "localhost"})
    moved = connection.getresponse()
    check("plain HTTP is sent to TLS", moved.status == 301 and moved.headers["Location"].startswith("https://"))
    status, headers, page = client.ask("GET", "/")
    check("the page comes through with its policy", status == 200 and b"<html" in page and
          "default-src" in headers["Content-Security-Policy"] and "max-age" in headers["Strict-Transport-Security"])
    check("data needs a log-in", client.ask("GET", "/api/parks")[0] == 401)

    words = json.dumps({"name": "reader", "password": PASSWORD})
    common = {"Content_Type": "application/json", "X_Mutu": "1", "X_Requested_With": "mutu"}
    status, _, _ = client.ask("POST", "/api/session", words, Origin="https://elsewhere.example", **common)
    check("a log-in from another site is refused", status == 403)
    status, headers, _ = client.ask("POST", "/api/session", words, Origin=here, X_Real_IP="10.9.8.7", **common)
    cookie = headers["Set-Cookie"] or ""
    check(f"a log-in gives a cookie for TLS alone ({status})", status == 200 and cookie.startswith("__Host-mutu=") and
          "Secure" in cookie and "HttpOnly" in cookie and "SameSite=Strict" in cookie)
    status, _, body = client.ask("GET", "/api/parks", Cookie=cookie.split(";")[0])
    check("with it the parks are read", status == 200 and "虚构" in body.decode())
    log = open(WORK + "/users.log", encoding="utf-8").read()
    check("the log has nginx's word on the caller, not the caller's own", "127.0.0.1" in log and "10.9.8.7" not in log)
    check("a body above the limit is turned away",
          client.ask("POST", "/api/session", "x" * 2_000_000, Origin=here, **common)[0] == 413)


def unit_holds():
    """systemd's own judgement of the unit, where systemd is there to give it."""
    judge = shutil.which("systemd-analyze")
    if not judge:
        print("skipped: no systemd-analyze to look at the unit")
        return
    unit = WORK + "/mutu.service"
    text = open(SOURCES + "/scripts/deploy/mutu.service", encoding="utf-8").read()
    check("the unit starts what is installed", "ExecStart=/usr/bin/mutu serve" in text)
    with open(unit, "w", encoding="utf-8") as out:
        out.write(text.replace("/usr/bin/mutu", PROGRAM).replace("Documentation=man:mutu(1)\n", ""))
    said = subprocess.run([judge, "verify", unit], capture_output=True, text=True, check=False)
    check("the unit has no word that systemd does not know: " + said.stderr.strip(),
          said.returncode == 0 and "mutu.service" not in said.stderr)
    said = subprocess.run([judge, "security", "--offline=true", "--no-pager", unit], capture_output=True, text=True, check=False)
    exposure = re.search(r"exposure level for mutu.service: ([0-9.]+)", said.stdout)
    check("its exposure is below 2 of 10", exposure is not None and float(exposure.group(1)) < 2)


def main():
    if not NGINX or not shutil.which("openssl"):
        print("skipped: nginx or openssl is not installed")
        return 77
    prepared()
    unit_holds()
    backend, plain, secure = free_port(), free_port(), free_port()
    server = subprocess.Popen([PROGRAM, "serve", WORK + "/d/book.gpkg", "--users", WORK + "/users", "--behind-tls", "--port",
                               str(backend)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    proxy = subprocess.Popen([NGINX, "-p", WORK, "-e", WORK + "/error.log", "-c", site(backend, plain, secure)])
    try:
        check("server and nginx answer", answering(backend) and answering(secure))
        walk(plain, secure)
    finally:
        proxy.terminate()
        server.terminate()
        proxy.wait()
        stopped = server.wait()
    check("the server stops when it is told to", stopped == 0)
    return 0


if __name__ == "__main__":
    sys.exit(main())

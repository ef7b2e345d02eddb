"""What stands behind every proxy that is measured: nginx with a small answer and a large one, and a WebSocket echo.

Usage: backend.py LISTEN    (unix:PATH or HOST:PORT; only requests that show "Bearer $BACKEND_TOKEN" are answered)
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile

import tornado.httpserver
import tornado.ioloop
import tornado.netutil
import tornado.web
import tornado.websocket

CONF = """
daemon off; pid nginx.pid; error_log stderr; worker_processes 1;
events {}
http {
  access_log off; client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
  server {
    listen LISTEN; root .; keepalive_requests 1000000000;
    if ($http_authorization != "Bearer TOKEN") { return 401; }
    location = /small { return 200 "as little as an answer can be"; }
    location = /echo {
      proxy_pass http://unix:DIRECTORY/echo; proxy_http_version 1.1;
      proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection upgrade; proxy_set_header Host localhost;
      proxy_read_timeout 1h;
    }
  }
}
"""


class Echo(tornado.websocket.WebSocketHandler):
    def check_origin(self, origin):
        return True

    def on_message(self, message):
        self.write_message(message)


def main(listen):
    directory = tempfile.mkdtemp(prefix="bancada-bench-")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    os.chdir(directory)
    os.chmod(".", 0o755)  # nginx's worker is another user where this one is root
    with open("large", "wb") as large:
        large.write(os.urandom(1 << 20))
    conf = CONF.replace("LISTEN", listen).replace("TOKEN", os.environ["BACKEND_TOKEN"]).replace("DIRECTORY", os.getcwd())
    with open("nginx.conf", "w") as file:
        file.write(conf)
    server = tornado.httpserver.HTTPServer(tornado.web.Application([("/echo", Echo)]))
    server.add_socket(tornado.netutil.bind_unix_socket(os.getcwd() + "/echo", mode=0o666))
    nginx = subprocess.Popen(["/usr/sbin/nginx", "-p", os.getcwd(), "-c", "nginx.conf", "-e", "stderr"])
    try:
        tornado.ioloop.IOLoop.current().start()
    finally:
        nginx.terminate()
        nginx.wait()
        shutil.rmtree(directory)


if __name__ == "__main__":
    main(sys.argv[1])

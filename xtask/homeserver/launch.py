"""Runs Synapse for as long as standard input is open: whoever started it cannot leave it behind.

Arguments: the configuration; after it `remove` if its folder goes when the server ends.
"""

import fcntl
import os
import shutil
import signal
import sys
import threading
import time

from signedjson.key import generate_signing_key, write_signing_keys
from synapse.app import homeserver
from synapse.config._base import read_config_files
from synapse.storage.engines import Sqlite3Engine
from twisted.web.resource import Resource

SUPPORT = b'{"contacts": [{"matrix_id": "@mei:%s", "role": "m.role.admin"}], "support_page": "%shelp"}'


class Support(Resource):
    """Whom to ask, of the Matrix specification; Synapse itself does not serve it."""

    isLeaf = True

    def __init__(self, server):
        super().__init__()
        name, url = server.config.server.server_name, server.config.server.public_baseurl
        self.text = SUPPORT % (name.encode(), url.encode())

    def render_GET(self, request):
        request.setHeader(b"Content-Type", b"application/json")
        request.setHeader(b"Access-Control-Allow-Origin", b"*")
        return self.text


def with_support(well_known_resource):
    def resource(server):
        well_known = well_known_resource(server)
        well_known.children[b"matrix"].putChild(b"support", Support(server))
        return well_known

    return resource


def end_with_standard_input():
    while os.read(0, 4096):
        pass
    # A server that does not end when it is asked to ends anyway.
    threading.Timer(5, os._exit, [1]).start()
    os.kill(os.getpid(), signal.SIGTERM)


def alone_in(folder):
    """Waits a little for another server to leave the folder; the lock lasts as long as this process."""
    lock = open(os.path.join(folder, "lock"), "w", encoding="ascii")
    for _ in range(100):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
        except BlockingIOError:
            time.sleep(0.1)
    sys.exit(f"Another homeserver is running in {folder}.")


def make_key(config):
    path = read_config_files([config])["signing_key_path"]
    if not os.path.exists(path):
        with open(path, "w", encoding="ascii") as file:
            write_signing_keys(file, [generate_signing_key("1")])


def without_waiting_for_the_disk(on_new_connection):
    """Quicker; what is lost in a power cut is a test's."""

    def connected(self, connection):
        on_new_connection(self, connection)
        connection.conn.execute("PRAGMA synchronous = OFF")

    return connected


def main(config, *rest):
    # The one who started it decides when it ends, not the terminal.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    _lock = alone_in(os.path.dirname(config))
    homeserver.well_known_resource = with_support(homeserver.well_known_resource)
    Sqlite3Engine.on_new_connection = without_waiting_for_the_disk(Sqlite3Engine.on_new_connection)
    sys.argv = ["synapse", "-c", config]
    try:
        make_key(config)
        homeserver.main()
    finally:
        if rest == ("remove",):
            shutil.rmtree(os.path.dirname(config), ignore_errors=True)


main(*sys.argv[1:])

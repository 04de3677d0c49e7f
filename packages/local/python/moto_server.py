"""moto on a free port of 127.0.0.1, for as long as the process that started it lives."""

import os
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class QuietHandler(WSGIRequestHandler):
    """Keeps connections open, and writes no line per request."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


# Of the request's signature: `Credential=.../20260112/eu-central-1/dynamodb/aws4_request`.
SERVICES_IN_TURN = ("/dynamodb/", "/kinesis/")


def one_call_at_a_time(application: Application) -> Application:
    """moto looks and writes in two steps. Two threads could both pass the check of a conditional write in DynamoDB, and two PutRecords take the
    same sequence number in Kinesis, where the later record then replaces the earlier one."""
    lock = threading.Lock()

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        signature = environ.get("HTTP_AUTHORIZATION", "")
        if not any(service in signature for service in SERVICES_IN_TURN):
            return application(environ, start_response)
        with lock:
            return list(application(environ, start_response))

    return serve


def seeded(application: Application) -> Application:
    """`PUT /audit-bridge/seed` fills accounts with what no call of AWS could put there."""

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/audit-bridge/seed":
            return application(environ, start_response)
        # Only now: most runs need no IAM, and it takes a while to load.
        from iam_accounts import answer_seed

        answer = answer_seed(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
        return [answer]

    return serve


def exit_with_parent() -> None:
    """Standard input is a pipe that nobody writes to: it ends when the parent has ended, however that happened."""
    sys.stdin.buffer.read()
    os._exit(0)


server = make_server(
    "127.0.0.1",
    0,
    seeded(one_call_at_a_time(DomainDispatcherApplication(create_backend_app))),
    threaded=True,
    request_handler=QuietHandler,
)
threading.Thread(target=exit_with_parent, daemon=True).start()
print(f"listening on http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()

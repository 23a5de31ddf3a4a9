"""What the portal's own log may hold: nothing of an address, which may carry a token or a name."""

from logging import LogRecord


def without_address(record: LogRecord) -> bool:
    """Say the status and the name of the route where Django would write the path."""
    request = getattr(record, "request", None)
    if request is not None:
        route = request.resolver_match.view_name if getattr(request, "resolver_match", None) else "no such page"
        record.msg, record.args = "%s %s %s", (getattr(record, "status_code", ""), request.method, route)
    return True

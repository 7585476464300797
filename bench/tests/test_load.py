"""What is taken from wrk's words."""

from bench.load import Answered, parsed

SAID = """\
  Latency Distribution
     50%  184.20us
     75%  228.80ms
     90%  260.03ms
     99%    1.78s\x20
  193 requests in 2.11s, 1.83MB read
  Socket errors: connect 0, read 1, write 0, timeout 2
  Non-2xx or 3xx responses: 4
Requests/sec:     91.31
"""


def test_rates_times_and_failures_are_read() -> None:
    assert parsed(SAID) == Answered(91.31, 0.1842, 1780.0, 7)

"""The writer of micro-batches under crashes, replays and overlapping runs: a seed decides everything, an oracle keeps the books."""

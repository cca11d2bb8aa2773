"""The same pieces of work done by keychain and by what people would write without it.

``python -m benchmarks`` times whole processes in turn, start-up and all, and prints medians,
ratios, peak memory and bytes; ``python -m benchmarks growth`` how time and memory grow with
villages. A peer whose library is not installed is left out and named.
"""

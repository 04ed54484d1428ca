#!/bin/sh
# Puts Debian's Redis into the cache: fetch-redis.sh CACHE_DIR
exec sh "$(dirname "$0")/unpack-debian.sh" "$1" "$1/redis" redis-server redis-tools libjemalloc2 liblzf1 libatomic1

# The Python the tests run on; the tag moves with its security fixes, everything else is pinned by hash.
FROM python:3.11-slim-bookworm AS builder
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
COPY requirements/ requirements/
# Wheels only: building one would fetch its build tools without a hash. The environment itself has no pip.
RUN python -m pip install --require-hashes --only-binary :all: -r requirements/build.txt \
    && python -m venv --without-pip /opt/charley \
    && python -m pip --python /opt/charley/bin/python install --require-hashes --only-binary :all: -r requirements/run.txt
COPY pyproject.toml LICENSE ./
COPY bot/ bot/
COPY content/ content/
RUN python -m pip wheel --no-index --no-deps --no-build-isolation --wheel-dir wheels . \
    && python -m pip --python /opt/charley/bin/python install --no-index --no-deps wheels/*.whl

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --home-dir /data --shell /usr/sbin/nologin charley \
    && install --directory --owner=charley --mode=0700 /data
COPY --from=builder /opt/charley /opt/charley
ENV PATH=/opt/charley/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data
WORKDIR /data
VOLUME ["/data"]
# A number, so that a host that forbids root can see that it is not.
USER 10001
# Whether it lives, no more: a container that is not ready during an outage of Discord's is not to be replaced for it.
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["charley", "health", "--live"]
CMD ["charley", "run"]

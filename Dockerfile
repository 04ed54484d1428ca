# One image for every role; which one runs is the command: ingest, writer, worker, api or cockpit.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY scripts ./scripts
RUN node scripts/setup.mjs && node scripts/fonts.mjs
COPY . .
# what /metrics and --version say it was built from: docker compose build --build-arg COMMIT=$(git rev-parse --short=12 HEAD)
ARG COMMIT
RUN node scripts/build.mjs && node scripts/prune.mjs

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=7070 DATA_DIR=/data DASHBOARD_DIR=/app/dist/dashboards
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/.cache/fonts ./.cache/fonts
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 7070
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/health/ready').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["dist/apps/cockpit/src/main.js"]

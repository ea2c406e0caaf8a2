# One image for all parts; the command chooses which: the API by default, see docker-compose.yml for the others.
FROM node:24-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM base AS build
RUN npm ci
COPY tsconfig.json tsconfig.build.json bundle.mjs ./
COPY apps apps
COPY libs libs
COPY migrations migrations
COPY test test
RUN npm run build

FROM base AS dependencies
# Optional packages are the embedded PostgreSQL and native extras: a server is given here.
RUN npm ci --omit=dev --omit=optional --ignore-scripts && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json ./
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist/bundle dist/bundle
# The image's `node` user, as a number, so that a cluster can see that it is not root. The files stay root's.
USER 1000:1000
EXPOSE 3000 3001 4010
STOPSIGNAL SIGTERM
CMD ["node", "--enable-source-maps", "dist/bundle/api.js"]

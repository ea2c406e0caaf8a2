import { rmSync, readdirSync } from 'node:fs';
import { build } from 'esbuild';

/*
 * Puts each part, and of the packages what it uses, into few files: most of what a part did until it was ready was to open
 * thousands. `dist/bundle/libs` are the same libraries once more, for who lays something over a part (`--conditions=bundle`).
 */

const outdir = 'dist/bundle';
const parts = { api: 'apps/api/src/main', worker: 'apps/worker/src/main', simulator: 'apps/simulator/src/main', migrate: 'migrations/main' };
const libraries = Object.fromEntries(readdirSync('dist/libs').map((name) => [`libs/${name}`, `libs/${name}/src/index`]));
/** These read files beside their own. */
const withFiles = ['bullmq', 'swagger-ui-dist'];
/** Shared with who lays something over a part. */
const laidOver = ['pg'];
/** Nest asks for them where they are installed; they are not. */
const missing = ['@nestjs/microservices', '@nestjs/websockets', '@nestjs/platform-express', '@fastify/multipart', '@fastify/view', 'class-transformer/storage'];

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: Object.fromEntries(Object.entries({ ...parts, ...libraries }).map(([name, file]) => [name, `dist/${file}.js`])),
  outdir, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', keepNames: true, sourcemap: true, sourcesContent: false, logLevel: 'warning',
  external: [...withFiles, ...laidOver, ...missing],
  // CommonJS inside asks for its Node modules.
  banner: { js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);" },
});

import { readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
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

const { metafile } = await build({
  entryPoints: Object.fromEntries(Object.entries({ ...parts, ...libraries }).map(([name, file]) => [name, `dist/${file}.js`])),
  outdir, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', sourcemap: true, sourcesContent: false, metafile: true, logLevel: 'warning',
  external: [...withFiles, ...laidOver, ...missing],
  // CommonJS inside asks for its Node modules.
  banner: { js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);" },
});

// What an earlier build left. Only now: somebody may be running it.
const made = new Set(Object.keys(metafile.outputs).map((file) => relative(outdir, file)));
for (const file of readdirSync(outdir, { recursive: true, withFileTypes: true })) {
  const path = join(file.parentPath ?? file.path, file.name);
  if (file.isFile() && !made.has(relative(outdir, path))) rmSync(path);
}

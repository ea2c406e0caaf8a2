import { readSettings } from '#app/platform';
import { startSimulator } from './simulator.js';

try {
  const starting = startSimulator(readSettings(process.env));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void starting.then((simulator) => simulator.close()));
  }
  const { url } = await starting;
  console.log(`simulator ready on ${url}`);
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
}

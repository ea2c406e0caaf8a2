import { fail } from '#app/platform';
import { startWorker } from './worker.js';

startWorker(process.env).catch(fail);

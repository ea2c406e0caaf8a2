import { fail } from '#app/platform';
import { startApi } from './api.js';

startApi(process.env).catch(fail);

import { run } from './run';

void run(import.meta.dirname);

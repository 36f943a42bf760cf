import './globals';
import { createRequire } from 'node:module';
import { mainArgument } from './mainArgument';

const place = process.argv.findIndex((argument) => argument.startsWith(mainArgument));
if (place > 0) {
  const file = String(process.argv.splice(place, 1)[0]).slice(mainArgument.length);
  process.argv[1] = file;
  createRequire(file)(file);
}

import './globals';
import { addProtocolHandle } from './protocol';
import { modernizeClipboard } from './clipboard';
import { modernizeEvents } from './events';
import { wrapUtilityProcesses } from './workers';

addProtocolHandle();
modernizeClipboard();
modernizeEvents();
wrapUtilityProcesses();

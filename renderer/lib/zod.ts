import { z } from 'zod';

// zod compiles its schemas with `new Function`, which the content security policy refuses; this must run before the first schema.
z.config({ jitless: true });

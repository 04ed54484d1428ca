/**
 * The validator as the browser is to have it. The content policy forbids making code from text, which zod would try as
 * soon as the first schema is made; so everything here imports it through this file (see the alias in vite.config.mts),
 * and the setting comes before any schema.
 */
import { config } from 'zod/v4/core';

config({ jitless: true });

export * from 'zod/v4';

// Effect of prompts: a hall with prompts compared with its twin without them.
export { EffectModule } from './effect.module';
export { twinEffect, type Comparison } from './twin-effect';

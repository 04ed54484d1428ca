// With and without prompts: a hall beside its twin.
export { EffectModule } from './effect.module';
export { twinEffect, type Comparison } from './twin-effect';

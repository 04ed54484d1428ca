export { EffectModule } from './effect.module';
export { twinEffect, type Comparison } from './twin-effect';

export { against, isAbout, targetOf, type TargetPlace } from './targets';

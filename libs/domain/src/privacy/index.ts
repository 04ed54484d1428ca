export { maskNumbers, type Place } from './numbers';

export { foldMatter, type Matter, type MatterEvent, type MatterFault } from './fold';

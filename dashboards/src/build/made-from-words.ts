// What the build makes of the words of the pages, loaded in one go.
export { glyphsOf } from './glyphs';
export { default as help } from './page-help';
export { default as spellings } from './page-spellings';
export { default as taskTitles } from './task-titles';
export { wordsOf } from './words';

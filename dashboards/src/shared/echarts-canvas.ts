import { use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

// for pictures that are kept as points: a canvas draws in the fonts of the page, a picture made of an SVG does not
use([CanvasRenderer]);

export { init } from './echarts';

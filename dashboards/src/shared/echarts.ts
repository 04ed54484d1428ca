import { LineChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

// only what the screens draw: lines in a grid, as SVG so that a 4K wall stays sharp and a sparkline stays light
use([LineChart, GridComponent, SVGRenderer]);

export { default as VChart } from 'vue-echarts';

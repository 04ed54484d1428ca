import type { Draw } from './random';

// Very common surnames and given-name characters, so that no real person is meant.
const SURNAMES = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
);
const FIRST = Array.from('建志国文明晓海永春秋小玉雪丽美俊家思雨子浩嘉宏立德光庆新振华东卫兴伟鹏天宇佳欣婉静慧敏');
const SECOND = Array.from('军强平刚杰涛斌超波辉宁峰龙飞林洋阳晨轩博然彤萱妍莹洁燕芳娟红霞梅兰英珍琴怡瑶琳颖倩薇蕾');

/** Draws unique names of two or three characters. */
export function nameGiver(draw: Draw): () => string {
  const used = new Set<string>();
  return () => {
    for (;;) {
      const name = draw.pick(SURNAMES) + (draw.next() < 0.18 ? '' : draw.pick(FIRST)) + draw.pick(SECOND);
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
  };
}

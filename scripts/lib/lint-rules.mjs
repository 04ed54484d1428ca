// What no source of ours may say, for oxlint.

/** @param selector which nodes of the syntax tree @param message what is wrong with them, and what to do instead */
const forbids = (selector, message) => ({
  create: (context) => ({ [selector]: (node) => context.report({ node, message }) }),
});

export default {
  meta: { name: 'cockpit' },
  rules: {
    'no-hand-quoted-values': forbids(
      "CallExpression[callee.property.name=/^(query|command|exec)$/] TemplateLiteral > TemplateElement[tail=false][value.raw=/'$/]",
      'a value is not quoted by hand: bind it ($1, {name:Type})',
    ),
    'no-spread-of-literal': forbids(
      'ObjectExpression > SpreadElement > ObjectExpression',
      'properties of a literal stand in it directly: { a, b }, not { ...{ a, b } }',
    ),
    'no-sources-in-tests': forbids(
      'CallExpression[callee.name=/^readFile/] Literal[value=/[.](css|vue|ts|cjs|mjs|html)$/]',
      'a test does not read source files: import what they export',
    ),
  },
};

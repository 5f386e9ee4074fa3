// decision.js: national-2024 as a decision of GoRules zen. All expressions stand in one node, where $ is what those
// before gave: as a graph of seven nodes it took zen twice as long. Knots and weights come from the scheme.
'use strict';

const now = (field) => `$.now.${field}`;
const before = (field) => `$.before.${field}`;
const yearOf = (day) => `floor(#.${day} / 10000)`;
const high = "#.level in ['LEVEL_NATIONAL', 'LEVEL_PROVINCIAL']";
const recent = (day) => `#.${day} != null and #.${day} > valid_at - 30000 and #.${day} <= valid_at`;
const wan = (field) => `${now(field)} == null ? null : ${now(field)} / 1000000`;
const share = (part, whole) =>
  `${now(part)} == null or ${now(whole)} == null or ${now(whole)} == 0 ? null : ${now(part)} / ${now(whole)}`;
const growth = (field) =>
  `${now(field)} == null or ${before(field)} == null or ${before(field)} <= 0 ? null : ` +
  `(${now(field)} - ${before(field)}) / ${before(field)}`;
const filed = (which) =>
  `len(filter(intellectual_property, ${which} and #.core == true and #.filed != null and ${yearOf('filed')} == year))`;
const wanOf = (list, condition) =>
  `sum(map(filter(${list}, ${condition} and #.amount_fen != null), #.amount_fen)) / 1000000`;

// The value of each indicator; null if it is missing.
const values = {
  rd_expense: wan('rd_expense_fen'),
  rd_growth: growth('rd_expense_fen'),
  rd_share: share('rd_expense_fen', 'revenue_fen'),
  sci_tech_staff_share: share('sci_tech_staff', 'staff'),
  invention_applications: filed("#.kind == 'INTELLECTUAL_PROPERTY_KIND_INVENTION'"),
  pct_applications: filed('#.pct'),
  technology_contracts: wanOf('technology_contract', `#.signed != null and ${yearOf('signed')} == year`),
  high_tech_revenue: wan('high_tech_revenue_fen'),
  high_tech_share: share('high_tech_revenue_fen', 'revenue_fen'),
  revenue_growth: growth('revenue_fen'),
  rd_tax_relief: wan('rd_tax_relief_fen'),
  net_asset_return:
    '$.now.net_assets_fen == null ? null : $.now.net_assets_fen <= 0 ? 0 : ' +
    '$.now.net_profit_fen == null ? null : $.now.net_profit_fen / $.now.net_assets_fen',
  revenue: wan('revenue_fen'),
  graduates_hired: now('graduates_hired'),
  platforms: `len(filter(research_platform, ${high} and (#.valid_to == null or #.valid_to >= valid_at)))`,
  awards: `len(filter(award, #.kind == 'AWARD_KIND_SCIENCE' and ${high} and ${recent('awarded')}))`,
  projects: `len(filter(programme_project, ${high} and ${recent('approved')}))`,
  venture_investment: wanOf('equity_financing', recent('received')),
};

// Points on straight lines between knots, to six places.
function pointsOn(value, knots) {
  const parts = knots.slice(1).map(([at, points], i) => {
    const [from, low] = knots[i];
    return `${value} < ${at} ? round(${low} + (${value} - ${from}) * (${points} - ${low}) / (${at} - ${from}), 6)`;
  });
  const [[first, least]] = knots;
  const [, most] = knots[knots.length - 1];
  return `${value} == null ? null : ${value} < ${first} ? ${least} : ${parts.join(' : ')} : ${most}`;
}

const byStage = (weights) =>
  `$.stage == 'startup' ? ${weights.startup} : $.stage == 'growth' ? ${weights.growth} : ${weights.stable}`;

// Null if it is not known; a figure that is not known does not matter if the other decides.
const isBelow = (age, revenue) =>
  `($.age != null and $.age >= ${age}) or ($.values.revenue != null and $.values.revenue >= ${revenue}) ? false : ` +
  '$.age == null or $.values.revenue == null ? null : true';

// Of a category: the weight of all, that of the indicators which have points, and the sum of these points.
function sums(category, ids) {
  const sum = (text) => ids.map(text).join(' + ');
  const weighted = (id) => `round($.points.${id} * $.weights.${id} / 100, 6)`;
  return [[`all.${category}`, sum((id) => `$.weights.${id}`)],
    [`known.${category}`, sum((id) => `($.points.${id} == null ? 0 : $.weights.${id})`)],
    [`sums.${category}`, sum((id) => `($.points.${id} == null ? 0 : ${weighted(id)})`)]];
}

// Keys and expressions in the order of evaluation.
function rowsOf(indicators) {
  const categories = [...new Set(indicators.map((indicator) => indicator.category))];
  const idsOf = (name) => indicators.filter(({ category }) => category === name).map(({ id }) => id);
  const sum = (name) => categories.map((category) => `$.${name}.${category}`).join(' + ');
  const spread = (c) => `($.known.${c} == 0 ? 0 : $.sums.${c} * $.all.${c} / $.known.${c})`;
  return [
    ['now', 'filter(annual_report, #.year == year)[0]'],
    ['before', 'filter(annual_report, #.year == year - 1)[0]'],
    ['age', 'founded == null ? null : year - floor(founded / 10000)'],
    ...indicators.map(({ id }) => [`values.${id}`, values[id]]),
    ['startup', isBelow(5, 2000)],
    ['growing', isBelow(10, 20000)],
    ['stage', "$.startup == null ? null : $.startup ? 'startup' : $.growing == null ? null : " +
      "$.growing ? 'growth' : 'stable'"],
    ...indicators.map(({ id, knots }) => [`points.${id}`, pointsOn(`$.values.${id}`, knots)]),
    ...indicators.map(({ id, weights }) => [`weights.${id}`, byStage(weights)]),
    ...categories.flatMap((category) => sums(category, idsOf(category))),
    ['coverage', `(${sum('known')}) / (${sum('all')})`],
    ['total', `$.stage == null or $.coverage < 0.6 ? null : ${categories.map(spread).join(' + ')}`],
  ];
}

// The decision in zen's JSON form.
function decision(indicators) {
  const expressions = rowsOf(indicators).map(([key, value]) => ({ id: key, key, value }));
  return {
    nodes: [{ id: 'input', type: 'inputNode', name: 'input' },
      { id: 'card', type: 'expressionNode', name: 'card', content: { passThrough: false, expressions } },
      { id: 'output', type: 'outputNode', name: 'output' }],
    edges: [{ id: 'in', type: 'edge', sourceId: 'input', targetId: 'card' },
      { id: 'out', type: 'edge', sourceId: 'card', targetId: 'output' }],
  };
}

module.exports = { decision };

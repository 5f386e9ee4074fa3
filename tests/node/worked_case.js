// tests/node/worked_case.js: the worked case of 国科发政〔2017〕115号 as records: 22 of 100 staff, R&D of 260 万元 by sales
// of 5,000 and costs of 4,600, three rights of class II. Points 12 + 40 + 18 = 70: passed.
'use strict';

const enterpriseId = '91421202000000000A';
const wan = (amount) => String(amount * 1_000_000); // 万元 in fen
const lastDay = { year: 2024, month: 12, day: 31 };
const founded = { year: 2015, month: 3, day: 1 };

const enterprise = {
  enterprise_id: enterpriseId,
  name: '杭州试例科技有限公司',
  area_code: '330106',
  industry_code: 'C3971',
  founded,
};

const provenance = (reference, more = {}) => ({
  source_department: '杭州市科学技术局',
  source_reference: reference,
  verification: 'VERIFICATION_STATE_VERIFIED',
  ...more,
});

const record = (id, validFrom, reference, payload) => ({
  enterprise_id: enterpriseId,
  record_id: id,
  valid_from: validFrom,
  provenance: provenance(reference, payload.annual_report ? { basis: 'RD_BASIS_TAX_DEDUCTION' } : {}),
  ...payload,
});

const annualReport = {
  year: 2024,
  sales_fen: wan(5000),
  revenue_fen: wan(5000),
  costs_fen: wan(4600),
  assets_fen: wan(8000),
  rd_expense_fen: wan(260),
  rd_expense_domestic_fen: wan(260),
  staff: 100,
  sci_tech_staff: 22,
};

const software = (number) =>
  record(number, { year: 2022, month: 5, day: 10 }, `软件著作权 ${number}`, {
    intellectual_property: {
      kind: 'INTELLECTUAL_PROPERTY_KIND_SOFTWARE_COPYRIGHT',
      number,
      title: '试例控制软件',
      filed: { year: 2022, month: 3, day: 1 },
      granted: { year: 2022, month: 5, day: 10 },
      acquisition: 'ACQUISITION_SELF_DEVELOPED',
      core: true,
    },
  });

const records = [
  record('profile', founded, 'enterprises.csv:2', { profile: { resident: true, industry_prohibited: false } }),
  record('2024', lastDay, 'annual_reports.csv:2', { annual_report: annualReport }),
  software('2022SR0500001'),
  software('2022SR0500002'),
  software('2022SR0500003'),
];

module.exports = { enterprise, enterpriseId, records };

#include "services/metrics/evaluations/report_style.h"

namespace loa::metrics {

absl::string_view ReportStyle() {
  static constexpr absl::string_view kStyle = R"css(
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;color:#1f2a37;
 font:17px/1.55 "Times New Roman",Tinos,"Liberation Serif","Noto Serif",serif}
main{max-width:960px;margin:24px auto;padding:48px 64px;background:#fff;
 box-shadow:0 1px 6px rgba(31,42,55,.18)}
h1,h2,h3{line-height:1.3;margin:0;break-after:avoid;page-break-after:avoid}
h1{font-size:22px;text-align:center;text-transform:uppercase}
h2{font-size:20px;margin:36px 0 12px;padding-bottom:6px;color:#7a1214;
 border-bottom:2px solid #7a1214}
h3{font-size:17px;margin:22px 0 8px}
p{margin:8px 0}
table.letterhead{width:100%;border:0;margin:0 0 28px;text-align:center}
table.letterhead td{border:0;padding:0 6px;width:50%;vertical-align:top}
.letterhead p{margin:0}
.letterhead .above,.letterhead .body{text-transform:uppercase}
.letterhead .rule{display:inline-block;padding-bottom:3px;
 border-bottom:1px solid #1f2a37}
.letterhead .date{font-style:italic;margin-top:10px}
.letterhead .number{margin-top:10px}
.subtitle{text-align:center;font-weight:bold;margin:6px 0 2px}
.period{text-align:center;margin:0 0 22px}
.summary{border-left:4px solid #7a1214;background:#faf5f1;padding:12px 18px;
 margin:0 0 22px}
ul.key{list-style:none;margin:0 0 8px;padding:0;display:grid;gap:12px;
 grid-template-columns:repeat(3,1fr)}
ul.key li{border:1px solid #c9d1d9;border-top:3px solid #0b6e6e;
 padding:10px 14px 12px}
ul.key strong{display:block;font-size:26px;line-height:1.25;
 font-variant-numeric:tabular-nums}
ul.key span{display:block;line-height:1.4}
ul.key br{display:none}
ul.key span.cover{color:#4b5563;font-size:14px}
figure{margin:10px 0 16px;break-inside:avoid;page-break-inside:avoid}
figcaption{font-weight:bold;margin-bottom:8px}
svg.patterns{position:absolute;width:0;height:0}
svg.chart{display:block;width:100%;max-width:560px;height:auto}
svg.bar{display:block;width:100%;min-width:80px;max-width:220px;height:12px;
 margin-top:5px}
table.axis{width:100%;max-width:560px;border-collapse:collapse;color:#4b5563;
 font-size:15px}
table.axis td{padding:0}
table.columns{border-collapse:collapse;table-layout:fixed;width:100%;
 max-width:760px;font-size:15px;font-variant-numeric:tabular-nums}
table.columns td,table.columns th{padding:0 2px;text-align:center}
table.columns td{vertical-align:bottom;border-bottom:1px solid #4b5563}
table.columns th{font-weight:normal;color:#4b5563;padding-top:3px}
svg.column{display:block;width:70%;margin:3px auto 0}
div.table{overflow-x:auto;margin:12px 0 18px}
div.table table{border-collapse:collapse;width:100%;border:0;font-size:15px;
 line-height:1.4}
caption{caption-side:top;text-align:left;font-weight:bold;padding:0 0 6px;
 font-size:16px}
div.table th,div.table td{border:0;border-bottom:1px solid #c9d1d9;
 padding:5px 8px;text-align:left;vertical-align:top}
div.table thead th{background:#eef1f4;border-bottom:2px solid #4b5563;
 vertical-align:bottom}
div.table tbody th{font-weight:normal}
div.table .number{text-align:right;font-variant-numeric:tabular-nums}
div.table td.number{white-space:nowrap}
div.table tbody th[scope=row]{min-width:9em}
tr.group th,tr.group td{border-top:1px solid #4b5563}
tr.total th,tr.total td{font-weight:bold!important;border-top:2px solid #4b5563}
tr{break-inside:avoid;page-break-inside:avoid}
thead{display:table-header-group}
.late{color:#b42318;font-weight:bold}
.quiet{color:#4b5563;font-size:15px}
.method li{margin:4px 0}
table.signature{width:100%;border:0;margin-top:36px;break-inside:avoid;
 page-break-inside:avoid}
table.signature td{border:0;width:50%;vertical-align:top}
table.signature .signer{text-align:center}
.signer .name{margin-top:84px;font-weight:bold}
footer{margin-top:32px;padding-top:10px;border-top:1px solid #c9d1d9;
 color:#4b5563;font-size:13px;overflow-wrap:anywhere}
@media screen{body{background:#e8ebee}}
@media (max-width:640px){
 body{font-size:16px}
 main{margin:0;padding:20px 16px;box-shadow:none}
 h1{font-size:19px}h2{font-size:18px}
 table.letterhead,table.letterhead tbody,table.letterhead tr,
 table.letterhead td,table.signature,table.signature tbody,
 table.signature tr,table.signature td{display:block;width:100%}
 table.letterhead td+td{margin-top:14px}
 ul.key{grid-template-columns:1fr 1fr}
 ul.key li{padding:8px 10px}
 ul.key strong{font-size:21px}
 table.columns{font-size:12.5px}

}
@page{size:A4;margin:20mm 15mm 20mm 25mm}
@media print{
 body{background:#fff;font-size:12.5pt;line-height:1.4}
 main{max-width:none;margin:0;padding:0;box-shadow:none}
 h1{font-size:15pt}h2{font-size:13.5pt}h3{font-size:12.5pt}
 ul.key{grid-template-columns:repeat(3,1fr);break-inside:avoid}
 ul.key strong{font-size:16pt}
 div.table{overflow:visible}
 div.table table{font-size:10.5pt}
 caption{font-size:11.5pt}
 .quiet{font-size:11pt}
 table.letterhead td{width:43%;padding:0}
 table.letterhead td+td{width:57%}
 .letterhead{font-size:11.5pt}
 svg.chart,table.axis{max-width:115mm}
 caption,thead{break-after:avoid;page-break-after:avoid}
 footer{font-size:9pt}
 .summary,ul.key li,div.table thead th{-webkit-print-color-adjust:exact;
  print-color-adjust:exact}
 svg{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
)css";
  return kStyle;
}

}  // namespace loa::metrics

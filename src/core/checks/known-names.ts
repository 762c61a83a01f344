/**
 * Acronyms with the Chinese that may stand for them: either side of a notice is free to choose. Bodies,
 * countries and everyday technical words; a house's own come with its termbase.
 */
const table = `EU 欧盟 欧洲联盟|UN 联合国|US 美国 美|USA 美国|UK 英国|UAE 阿联酋|PRC 中国 中华人民共和国|HK 香港|SAR 特别行政区
WTO 世贸组织 世界贸易组织|WHO 世卫组织 世界卫生组织|IMF 国际货币基金组织|ILO 国际劳工组织|UNESCO 教科文组织|UNEP 环境规划署
UNDP 开发计划署|UNIDO 工业发展组织 工发组织|UNICEF 儿童基金会|IEA 能源署|IRENA 可再生能源署|IAEA 原子能机构|OECD 经合组织 经济合作与发展组织
ISO 国际标准化组织|IEC 国际电工委员会 电工委|ITU 国际电信联盟 国际电联|IAF 认可论坛|ILAC 实验室认可合作组织|APAC 认可合作组织
ASEAN 东盟|APEC 亚太经合组织|BRICS 金砖|SCO 上合组织 上海合作组织|RCEP 区域全面经济伙伴关系|BRI 一带一路|AIIB 亚投行 亚洲基础设施投资银行
ADB 亚洲开发银行 亚开行|NATO 北约|AU 非盟|GCC 海湾|SME 中小企业|MSME 中小微企业|SOE 国有企业 国企|NGO 非政府组织|NPO 非营利
AI 人工智能|IT 信息技术|ICT 信息通信|IoT 物联网|VR 虚拟现实|AR 增强现实|EV 电动汽车 电动车|NEV 新能源汽车|ICV 智能网联汽车|PV 光伏
LED 发光二极管|GDP 国内生产总值|GNP 国民生产总值|CPI 消费价格|R&D 研发 研究与开发 研究开发|M&A 并购|IPO 上市 首次公开募股|IPR 知识产权
IP 知识产权|PPP 政府和社会资本合作|FTA 自贸协定 自由贸易协定|FTZ 自贸区 自由贸易试验区 自贸试验区|MOU 谅解备忘录 备忘录|MoU 谅解备忘录 备忘录
CEO 首席执行官 总裁 总经理|CFO 首席财务官|CTO 首席技术官|COO 首席运营官|CIO 首席信息官|VP 副总裁 副总经理|GM 总经理|HR 人力资源|PR 公关 公共关系
QR 二维码|PC 电脑 个人电脑|TV 电视 彩电|ID 身份 标识 编号 证件|FAQ 常见问题 常见问答 问答|Q&A 问答 答疑|OS 操作系统|DB 数据库|UI 界面|UX 用户体验
API 接口|GUI 图形界面 图形用户界面|CLI 命令行|IDE 开发环境 编辑器|SDK 开发包 开发工具包|OOP 面向对象|SSR 服务端渲染 服务器渲染 服务器端渲染|CDN 内容分发
ESG 环境、社会 社会责任|CSR 社会责任|GHG 温室气体|CCUS 碳捕集|CCS 碳捕集|VOC 挥发性有机物|EHS 环境健康安全|OHS 职业健康|NPC 全国人大 人大|CPPCC 政协
CPC 中国共产党 中共 党|PBOC 中国人民银行 央行 人民银行|NDRC 国家发展改革委 发改委 发展和改革委员会 发展改革委|MIIT 工业和信息化部 工信部
MOFCOM 商务部|MOF 财政部|MOST 科学技术部 科技部|MOE 教育部|MEE 生态环境部|MFA 外交部|MOT 交通运输部|MARA 农业农村部|MOHURD 住房和城乡建设部 住建部
SAMR 市场监管总局 市场监督管理总局|SAC 国家标准委 标准化管理委员会|CNCA 国家认监委 认监委 认证认可监督管理委员会|CNAS 认可委 合格评定国家认可委员会 认可中心
CCAA 认证认可协会|AQSIQ 质检总局 质量监督检验检疫总局|CQC 质量认证中心 中国质量认证|CCIC 中国检验认证 中检 检验认证集团|NEA 国家能源局 能源局
SASAC 国资委|NMPA 药监局 药品监督管理局|CAS 中国科学院 中科院|CAE 中国工程院 工程院|CSRC 证监会|CBIRC 银保监会|GAC 海关总署|NHC 国家卫健委 卫生健康委
CCTV 央视 中央电视台|CCPIT 贸促会 国际贸易促进委员会|CIIE 进博会 进口博览会|CIFTIS 服贸会 服务贸易交易会|CES 消费电子展|FAW 一汽 第一汽车
SAIC 上汽|GAC 广汽|BYD 比亚迪|CATL 宁德时代|CRRC 中车 中国中车|CSSC 中船|COSCO 中远|SGCC 国家电网|CNOOC 中海油|CNPC 中石油 中国石油|ICBC 工商银行 工行
SFA 林草局 林业局|BOC 中国银行|ABC 农业银行|CCC 强制性产品认证 强制性认证|RoHS 有害物质|EMC 电磁兼容|QMS 质量管理体系|EMS 环境管理体系|ISMS 信息安全管理体系
CSS 样式|HTML 网页|URL 网址 链接 地址|HTTP 超文本传输协议|JS 脚本|TS 类型脚本|CPU 处理器|GPU 显卡 图形处理器|PDF 文档|WTO 世贸
FOB 离岸价|CIF 到岸价|B2B 企业间|OEM 代工 贴牌|KPI 指标|SOP 操作规程|GMP 生产质量管理规范|HACCP 危害分析|LCA 生命周期评价|EPD 环境产品声明 环境声明`;

const renderings: ReadonlyMap<string, readonly string[]> = readTable();

function readTable(): Map<string, string[]> {
  const map = new Map<string, string[]>();
  for (const entry of table.split(/[|\n]/)) {
    const [acronym = '', ...chinese] = entry.trim().split(' ');
    const key = nameKey(acronym);
    map.set(key, [...(map.get(key) ?? []), ...chinese]);
  }
  return map;
}

/** A name as it is compared: case, hyphens, ampersands and the plural's s aside. */
export function nameKey(name: string): string {
  return name
    .replace(/(?<=[a-z]{2})ies$/, 'y')
    .replace(/(?<=[A-Z]{2}|[A-Z][a-z]{2,24})s$/, '')
    .toLowerCase()
    .replace(/[-&/.\s]/g, '');
}

/** The Chinese that may stand for a well-known acronym. */
export function knownRenderings(name: string): readonly string[] {
  return renderings.get(nameKey(name)) ?? [];
}

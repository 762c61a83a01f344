/**
 * Words of public notices that a general dictionary lacks or renders otherwise: English, then Chinese
 * renderings with blanks between. Several English words share their renderings.
 */
const lines = `certification certificate:认证 证书
certify:认证 获证
accreditation accredit:认可
conformity:合格 符合性
assessment assess:评定 评估 评价
inspection inspect:检验 检查 查验
testing test:检测 检验 测试 试验
laboratory lab:实验室
audit auditor:审核 审核员
surveillance supervise supervision:监督 监管
regulation regulatory regulate:监管 规章 法规 条例
compulsory mandatory:强制性 强制
voluntary:自愿性 自愿
scheme:制度 方案 计划
announcement announce:公告 公布 宣布 通告
notice notify notification:通知 公告 通报
applicant:申请人 申请方 申请单位
application apply:申请 适用 应用
validity valid:有效 有效期
suspension suspend:暂停
withdrawal withdraw revoke:撤销 收回
cancellation cancel:注销 取消
renewal renew:续期 换证 更新
renewable:可再生
implementation implement:实施 落实 执行
participate participation participant:参加 参与 出席 与会
attend attendance attendee:出席 参加 参会
representative:代表
delegation delegate:代表团
meeting:会议 会
conference:大会 会议
seminar workshop:研讨会 培训班
forum:论坛
summit:峰会
exhibition expo:展览 博览会 展会
ceremony:仪式
sign signing:签署 签约
agreement:协议
memorandum:备忘录
cooperation cooperate collaboration:合作 协作
exchange:交流 交换
visit:访问 来访 考察 调研
delegate:代表
deputy vice:副
director:主任 局长 总监 院长
manager:经理
president:总裁 会长 院长 主席
chairman chair:董事长 主席
secretary:书记 秘书
general:总 大
secretary-general:秘书长
expert:专家
official:官员 正式 官方
enterprise company firm:企业 公司
institution institute:机构 研究院 院
organization organisation:机构 组织
association:协会
authority:主管部门 管理局 当局
administration:管理总局 总局 管理局 行政
ministry:部
department:部门 司 部
bureau:局
commission committee:委员会
office:办公室 办公厅 处
centre center:中心
branch:分公司 分中心 分支
headquarters:总部
government:政府
municipal municipality:市
province provincial:省
national:国家 全国
international:国际
global worldwide:全球 世界
standard:标准
standardization standardisation:标准化
quality:质量
safety:安全
security:安全 保障
environment environmental:环境 环保
ecology ecological:生态
energy:能源 能
carbon:碳
neutrality neutral:中和
peak peaking:达峰
footprint:足迹
emission:排放
green:绿色
low-carbon:低碳
photovoltaic:光伏
wind:风电 风
storage:储能 存储
hydrogen:氢
vehicle automobile automotive:汽车 车辆
equipment:设备 装备
product:产品
appliance:电器 家电
electrical electric:电气 电 电动
electronic:电子
component:组件 部件 元件
device:设备 器件 装置
material:材料 物料
industry industrial:产业 行业 工业
manufacture manufacturing manufacturer:制造 制造业 制造商 生产
supplier supply:供应 供应商
chain:链
trade:贸易
market:市场
consumer:消费者 消费
customer client:客户
service:服务
digital digitalization:数字 数字化
intelligent smart intelligence:智能 智慧
artificial:人工
data:数据
information:信息
network:网络
platform:平台
system:系统 体系 制度
management manage:管理
technology technological technical:技术 科技
innovation innovative innovate:创新
research:研究 科研
development develop:发展 开发 研发
construction build:建设 构建
promote promotion:促进 推动 推进 推广
strengthen enhance:加强 增强 提升
improve improvement:提高 改进 改善 提升
support:支持 支撑
guide guidance guideline:指导 指南 引导
policy:政策
plan planning:计划 规划
strategy strategic:战略
measure:措施 测量
requirement require:要求 需求
rule:规则
procedure:程序
process:过程 流程 处理
fee charge:费用 收费
training train:培训
course:课程
release issue:发布 颁发 印发 公布
publish publication:发布 出版 公布
launch:启动 推出 上线
hold:举行 举办 召开
host:主办 承办
award:颁奖 奖 授予
achievement:成果 成就
result:结果 成果
report:报告 汇报 报道
speech:讲话 致辞
address:致辞 地址
introduce introduction:介绍 引入
discuss discussion:讨论 探讨 研讨
experience:经验 体验
high-quality:高质量
foreign:外交 国外 外
affairs:事务 外交部
working:工作
group:组 集团 小组
inaugural:成立 首次 启动
mechanism:机制
model:模式 型号 模型
field area:领域 方面 区域
further:进一步
new:新
first:首 第一
party:党 方
staff employee personnel:员工 人员 职工
leader leadership:领导
team:团队 队
responsible:负责
relevant related:相关 有关
deadline:截止
submit submission:提交 报送
contact:联系
telephone phone:电话
email:邮箱 邮件
website:网站 网址
attachment annex appendix:附件 附录
effective:施行 生效 有效
transition transitional:过渡
period:期间 期 时期
revise revision amendment amend:修订 修改
repeal abolish:废止
holiday:假期 放假 节假日
festival:节
spring:春
anniversary:周年
public:公众 公共 公开
society social:社会
community:社区
food:食品
health:健康 卫生
medical:医疗 医药
agriculture agricultural:农业
rural:农村 乡村
water:水
recognition recognize recognise:承认 认可 表彰
mutual:互认 相互
belt:一带
road:一路 道路
example:示例 例如 实例
details:详情 详细 详细信息
overview:概述 概览
type:类型
usage:用法 使用
user:用户
install installation:安装
feature:功能 特性
code:代码
file:文件
function:函数 功能
render rendering:渲染
state:状态
event:事件
template:模板
reference:参考 引用
configuration configure config:配置
cluster:集群
node:节点
job:任务 作业
deploy deployment:部署
resource:资源
scheduler schedule:调度 日程 安排
page:页面 页
button:按钮
link:链接
default:默认
option:选项
property attribute:属性
value:值
child:子
parent:父
click:点击
update:更新
version:版本
`;

/** Lines as `readDictionary` takes them. */
export const supplement: readonly string[] = lines
  .trim()
  .split('\n')
  .map((line) => {
    const [english = '', chinese = ''] = line.split(':');
    return [english, ...chinese.split(' ')].join('\t');
  });

/**
 * Entries of the converter's regional vocabulary that stay out of use, in traditional characters. That
 * vocabulary is a software translator's: it puts what a word means on a screen, also where a notice means
 * something else. 申請程序 (how to apply) would become 申請程式 (an app to apply with), 註銷證書 (a certificate
 * cancelled) 登出證書 (signed out), 循環經濟 (circular economy) 迴圈經濟 (a loop in code). Words that mean the same
 * in every text (軟體, 網路, 資訊, 義大利) are replaced.
 */
export const misleadingWords: ReadonlySet<string> = new Set(
  (
    '交互 代碼 位圖 低級 便攜式 保存 信道 優先級 優化 元數據 全局 公元 內核 函數 分區 刷新 前綴 剪切 創建 加載 ' +
    '參數 參數表 卸載 句柄 呼出 回調 圖庫 圖標 外置 多任務 多態 大衆公司 大衆集團 奔馳 字庫 字段 存儲 實例 實模式 ' +
    '審覈 對象 導入 導出 局部 嵌套 循環 性價比 性能 截取 打開 批量 拋出 持久性 指針 掛斷 採樣 控件 操作數 操作符 ' +
    '擴展 支持 散列 數據 數據源 文件 文檔 映射 查找 查看 權限 歐拉 消息 添加 源文件 溢出 激活 用戶 發佈 發送 盤片 社區 ' +
    '禁用 福雷 程序 窗口 算子 粘貼 組件 綁定 網卡 縮進 聯繫 聯繫歷史 聲明 脫機 腳本 自行車 菜單 萬象 藍屏 表達式 ' +
    '視圖 解釋器 觸摸 計算機安全 設備 設置 註銷 詞組 調度 調用 調試 諾蘭 賴希 輔音 連接 連接器 進制 進程 運算符 運行 ' +
    '遞歸 適配器 重命名 重裝 重載 鏡像 隊列 集羣 面向對象 面向過程 項目 預處理器 類型 高級 高端 默認 點擊'
  ).split(' '),
);

/** Phrases, in simplified characters, that notices use in another sense: 换发证书 issues a certificate anew. */
export const misleadingPhrases: ReadonlySet<string> = new Set(['换发']);

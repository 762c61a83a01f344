/** Compiles src/ and workers/ where dist/ is missing or older. */
export declare function ensureServer(): Promise<void>;
/** Builds the workbench where dist/web/ is missing or older. */
export declare function ensureWeb(): Promise<void>;
/** Both, side by side. */
export declare function ensureBuild(): Promise<void>;

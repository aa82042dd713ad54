import { z } from 'zod';
import { AppError } from '#lib/model/app-error.ts';

const text = z.string().trim().min(1).optional();

const Environment = z.object({
  OPENAI_API_KEY: text,
  OPENAI_BASE_URL: z.url().optional(),
  FLOWCASE_OPENAI_API: z.enum(['responses', 'chat']).optional(),
  ANTHROPIC_API_KEY: text,
  ANTHROPIC_BASE_URL: z.url().optional(),
  FLOWCASE_PROVIDER: z.enum(['offline', 'openai', 'anthropic']).default('offline'),
  FLOWCASE_MODEL: text,
  FLOWCASE_MASK: z.enum(['strict', 'off']).default('strict'),
  FLOWCASE_DATA_DIR: z.string().trim().min(1).default('.flowcase'),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  FLOWCASE_MAX_UPLOAD_MB: z.coerce.number().positive().default(2048),
  NODE_ENV: z.string().optional(),
  FLOWCASE_MEMORY: z
    .string()
    .regex(/^\d+(\.\d+)?\s*(KB|MB|GB)$/i, 'write it like 4GB')
    .default('4GB'),
});

export interface Config {
  openai: { apiKey: string | null; baseUrl: string | null; api: 'responses' | 'chat' };
  anthropic: { apiKey: string | null; baseUrl: string | null };
  /** A key alone sends nothing: the provider has to be chosen. */
  provider: 'offline' | 'openai' | 'anthropic';
  model: string | null;
  mask: 'strict' | 'off';
  dataDir: string;
  host: string;
  port: number;
  maxUploadBytes: number;
  /** In DuckDB's notation, such as `4GB`. */
  memory: string;
  /** True under `next dev` alone, whose pages need `eval`. */
  development: boolean;
}

/** Reads the environment, the only place that does. Throws `config-invalid` naming the variable; never echoes a value, which may be a key. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new AppError('config-invalid', {
      detail: `${issue?.path.join('.') ?? 'environment'}: ${issue?.message ?? 'invalid'}.`,
      hint: 'See .env.example for every variable and what it may hold.',
    });
  }
  const env = parsed.data;
  return {
    openai: {
      apiKey: env.OPENAI_API_KEY ?? null,
      baseUrl: env.OPENAI_BASE_URL ?? null,
      api: env.FLOWCASE_OPENAI_API ?? (env.OPENAI_BASE_URL ? 'chat' : 'responses'),
    },
    anthropic: { apiKey: env.ANTHROPIC_API_KEY ?? null, baseUrl: env.ANTHROPIC_BASE_URL ?? null },
    provider: env.FLOWCASE_PROVIDER,
    model: env.FLOWCASE_MODEL ?? null,
    mask: env.FLOWCASE_MASK,
    dataDir: env.FLOWCASE_DATA_DIR,
    host: env.HOST,
    port: env.PORT,
    maxUploadBytes: Math.floor(env.FLOWCASE_MAX_UPLOAD_MB * 1_000_000),
    memory: env.FLOWCASE_MEMORY,
    development: env.NODE_ENV === 'development',
  };
}

/** Makes HOST and PORT the address that the server is bound to, before the web app in this process reads them. */
export function setAddress({ host, port }: Pick<Config, 'host' | 'port'>): void {
  process.env.HOST = host;
  process.env.PORT = String(port);
}

/** Whether a browser could open here: a desktop session on Linux, always on macOS and Windows, never under CI. */
export function hasDesktop(environment: Record<string, string | undefined> = process.env): boolean {
  if (environment.CI) return false;
  return process.platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

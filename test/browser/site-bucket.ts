import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** Puts a built app into the bucket of its site, as the deployment of its team does. */
export async function deployApp(s3: S3Client, Bucket: string, folder: string): Promise<void> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const Key = path.slice(folder.length + 1);
    const ContentType = contentTypes[extname(path)];
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: readFileSync(path), ContentType }));
  }
}

export type Site = { readonly origin: string; close(): Promise<void> };

/**
 * A web site on loopback that is made of one bucket, in place of the distribution in front of it: each
 * request gets the object as it stands, with its own headers; what is not there is a 404.
 */
export async function serveBucket(s3: S3Client, bucket: string): Promise<Site> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    answer(s3, bucket, path === '/' ? 'index.html' : path.slice(1), response).catch((error) => {
      response.writeHead(error instanceof NoSuchKey ? 404 : 500).end();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  s3: S3Client,
  Bucket: string,
  Key: string,
  response: ServerResponse,
): Promise<void> {
  const object = await s3.send(new GetObjectCommand({ Bucket, Key }));
  const body = await object.Body?.transformToByteArray();
  response.writeHead(200, {
    'content-type': object.ContentType ?? 'application/octet-stream',
    ...(object.CacheControl !== undefined && { 'cache-control': object.CacheControl }),
  });
  response.end(body);
}

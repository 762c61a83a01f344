// The baseline below everything: `node:http` that answers every GET with the bytes of a file, and 304 to who holds them.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [file, port] = process.argv.slice(2);
const body = readFileSync(file);
const etag = '"bare"';
const headers = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Length': body.byteLength,
  ETag: etag,
};

createServer((request, response) => {
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { ETag: etag }).end();
  else response.writeHead(200, headers).end(body);
}).listen(Number(port), '127.0.0.1');

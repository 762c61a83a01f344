import { Router, static as serveFolder } from 'express';
// The package's own index would load a megabyte of browser code to give the same path.
import absolutePath from 'swagger-ui-dist/absolute-path.js';

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hebi API</title>
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
<div id="docs"></div>
<script src="docs/assets/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</html>
`;
const start = `SwaggerUIBundle({ url: 'v1/openapi.json', dom_id: '#docs', deepLinking: true, validatorUrl: null });
`;
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";

/** The OpenAPI document, made when it is first asked for, and its page, with all assets from here. */
export function docsRoutes(document: () => Readonly<Record<string, unknown>>): Router {
  const router = Router();
  let json: string | null = null;
  router.get('/api/v1/openapi.json', (_request, response) => {
    json ??= JSON.stringify(document());
    response.type('application/json').send(json);
  });
  router.get('/api/docs', (_request, response) => {
    response.set('Content-Security-Policy', policy).type('html').send(page);
  });
  router.get('/api/docs/start.js', (_request, response) => {
    response.type('application/javascript').send(start);
  });
  router.use('/api/docs/assets', serveFolder(absolutePath(), { index: false, maxAge: '1d' }));
  return router;
}

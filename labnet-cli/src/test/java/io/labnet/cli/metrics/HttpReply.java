// SPDX-License-Identifier: Apache-2.0
package io.labnet.cli.metrics;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** A reply of the metrics endpoint. */
record HttpReply(int status, String type, String text) {
    static HttpReply get(String url) throws IOException {
        return send("GET", url);
    }

    static HttpReply send(String method, String url) throws IOException {
        URL parsed = URI.create(url).toURL();
        HttpURLConnection http = (HttpURLConnection) parsed.openConnection();
        http.setRequestMethod(method);
        http.setReadTimeout(60_000);
        int status = http.getResponseCode();
        try (var body = status < HttpURLConnection.HTTP_BAD_REQUEST ? http.getInputStream() : http.getErrorStream()) {
            String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            return new HttpReply(status, http.getContentType(), text);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.numbers.NumberRequest;
import java.nio.charset.StandardCharsets;

final class Consumer {
    public static void main(String[] args) {
        String request = "{\"client_name\": \"Ann\", \"client_number\": 25}";
        System.out.println(NumberRequest.decode(request.getBytes(StandardCharsets.UTF_8)).isInRange());
    }
}

// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.grades.GradeRequest;
import java.nio.charset.StandardCharsets;

final class Consumer {
    public static void main(String[] args) {
        System.out.println(GradeRequest.decode("1803933 GMA".getBytes(StandardCharsets.UTF_8)).command());
    }
}

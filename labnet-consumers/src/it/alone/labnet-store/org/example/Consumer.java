// SPDX-License-Identifier: Apache-2.0
package org.example;

import io.labnet.store.scores.ScoreBook;
import java.nio.file.Files;

final class Consumer {
    public static void main(String[] args) throws Exception {
        String file = Files.createTempDirectory("consumer").resolve("scores.db").toString();
        try (ScoreBook scores = ScoreBook.open(file)) {
            System.out.println(scores.standings());
        }
    }
}

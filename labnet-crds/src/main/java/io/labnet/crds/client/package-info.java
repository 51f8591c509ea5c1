// SPDX-License-Identifier: Apache-2.0

/** The client of a directory: lists, creates, finds and deletes rooms. */
@NullMarked
package io.labnet.crds.client;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
package io.labnet.crds;

/** Tells that the directory has no room of that name. */
public record NoSuchRoom() implements FindReply {}

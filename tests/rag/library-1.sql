-- The archive of a library of format 1, as it was written before places were kept.
BEGIN TRANSACTION;
CREATE TABLE articles (
	id VARCHAR(200) NOT NULL, 
	version INTEGER NOT NULL, 
	removed_at VARCHAR(40), 
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES('ufe95223342b1f5b',2,NULL);
INSERT INTO "articles" VALUES('u7945bfe251a6e5f',1,NULL);
INSERT INTO "articles" VALUES('u7aa1f30ba5c511b',1,NULL);
INSERT INTO "articles" VALUES('c9efbe493fc0a476',1,NULL);
INSERT INTO "articles" VALUES('u5da6fc3d042b002',1,'2026-05-05T08:00:00+00:00');
CREATE TABLE changes (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	article_id VARCHAR(200) NOT NULL, 
	at VARCHAR(40) NOT NULL
);
INSERT INTO "changes" VALUES(1,'ufe95223342b1f5b','2026-05-05T08:00:00+00:00');
INSERT INTO "changes" VALUES(2,'u7945bfe251a6e5f','2026-05-05T08:00:00+00:00');
INSERT INTO "changes" VALUES(3,'ufe95223342b1f5b','2026-05-05T08:00:00+00:00');
INSERT INTO "changes" VALUES(4,'u7aa1f30ba5c511b','2026-05-05T08:00:00+00:00');
INSERT INTO "changes" VALUES(5,'c9efbe493fc0a476','2026-05-05T08:00:00+00:00');
INSERT INTO "changes" VALUES(6,'u5da6fc3d042b002','2026-05-05T08:00:00+00:00');
INSERT INTO "changes" VALUES(7,'u5da6fc3d042b002','2026-05-05T08:00:00+00:00');
CREATE TABLE feedback (
	id VARCHAR(40) NOT NULL, 
	at VARCHAR(40) NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE followers (
	name VARCHAR(40) NOT NULL, 
	applied INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE passages (
	id VARCHAR(230) NOT NULL, 
	article_id VARCHAR(200) NOT NULL, 
	version INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article_id, version) REFERENCES versions (article_id, version)
);
INSERT INTO "passages" VALUES('ufe95223342b1f5b.1.0','ufe95223342b1f5b',1,0,207);
INSERT INTO "passages" VALUES('u7945bfe251a6e5f.1.0','u7945bfe251a6e5f',1,0,68);
INSERT INTO "passages" VALUES('ufe95223342b1f5b.2.0','ufe95223342b1f5b',2,0,209);
INSERT INTO "passages" VALUES('u7aa1f30ba5c511b.1.0','u7aa1f30ba5c511b',1,0,68);
INSERT INTO "passages" VALUES('c9efbe493fc0a476.1.0','c9efbe493fc0a476',1,0,41);
INSERT INTO "passages" VALUES('u5da6fc3d042b002.1.0','u5da6fc3d042b002',1,0,30);
CREATE TABLE stamps (
	name VARCHAR(40) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "stamps" VALUES('format','1');
INSERT INTO "stamps" VALUES('embedder','x');
INSERT INTO "stamps" VALUES('dimension','384');
INSERT INTO "stamps" VALUES('cutter','sentences-1000-200-1');
CREATE TABLE versions (
	article_id VARCHAR(200) NOT NULL, 
	version INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	text TEXT NOT NULL, 
	digest VARCHAR(64) NOT NULL, 
	url TEXT, 
	authors TEXT NOT NULL, 
	outlet TEXT, 
	language VARCHAR(20), 
	published_at VARCHAR(40), 
	published_epoch BIGINT, 
	published_origin VARCHAR(40), 
	modified_at VARCHAR(40), 
	modified_origin VARCHAR(40), 
	fetched_at VARCHAR(40), 
	fetched_origin VARCHAR(40), 
	PRIMARY KEY (article_id, version), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "versions" VALUES('ufe95223342b1f5b',1,'Flood in Tessmoor','The river Aune rose to 7.2 metres on Tuesday and flooded the lower town of Tessmoor. Two people died when a footbridge gave way, the fire service said. About 400 residents spent the night in the sports hall.','cfe3f0f040d870a01ff6eb7b0625807706db2506e4da4615c12ef4eba744003a','https://www.herald.example/news/flood-7/','["Ann Reed"]','The Herald','en','2026-05-03T10:00:00+02:00',1777795200,'json-ld',NULL,NULL,'2026-05-03T12:00:00+00:00','fetch');
INSERT INTO "versions" VALUES('u7945bfe251a6e5f',1,'Rovers win the cup','Sollan Rovers won the Harbour Cup after extra time on Saturday, 3-2.','46549a25f2f1dd2792d12ef648b199b4efb762e58788facddaf1733305c98370','https://www.herald.example/sport/cup?utm_source=rss','[]','The Herald',NULL,'2026-05-02',1777680000,'meta',NULL,NULL,NULL,NULL);
INSERT INTO "versions" VALUES('ufe95223342b1f5b',2,'Flood in Tessmoor','The river Aune rose to 7.2 metres on Tuesday and flooded the lower town of Tessmoor. Three people died when a footbridge gave way, the fire service said. About 400 residents spent the night in the sports hall.','4c4cfcd11a3b5f67037e9e2c71f8c93de52799d636a19c02828028634de87302','https://www.herald.example/news/flood-7/','["Ann Reed"]','The Herald','en','2026-05-03T10:00:00+02:00',1777795200,'json-ld','2026-05-04T09:00:00+02:00','json-ld','2026-05-04T12:00:00+00:00','fetch');
INSERT INTO "versions" VALUES('u7aa1f30ba5c511b',1,'Rovers win the cup','Sollan Rovers won the Harbour Cup after extra time on Saturday, 3-2.','8cc0515ce02ccdf670c6628c5830171eb33a64f23f32c277225409f32e5aeb2a','https://m.herald.example/sport/cup','[]','The Herald',NULL,'2026-05-02',1777680000,'meta',NULL,NULL,NULL,NULL);
INSERT INTO "versions" VALUES('c9efbe493fc0a476',1,'Notes','The council of Dunmarrow meets on Monday.','169f1de9b28ede802310f15dca1c16ef4b4b9790b94dd44b7001bcc044ad2668',NULL,'[]',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "versions" VALUES('u5da6fc3d042b002',1,'Old','An old story that was removed.','515b5e5ef12e26f4c0142f2bd7eada8dcd6220e085460c1ac4f25975ec3361be','https://www.herald.example/news/old-1','["Ann Reed"]','The Herald','en','2026-05-03T10:00:00+02:00',1777795200,'json-ld',NULL,NULL,'2026-05-03T12:00:00+00:00','fetch');
CREATE INDEX ix_feedback_at ON feedback (at);
CREATE INDEX ix_versions_published_epoch ON versions (published_epoch);
CREATE INDEX ix_versions_digest ON versions (digest);
CREATE INDEX passages_of ON passages (article_id, version);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('changes',7);
COMMIT;
